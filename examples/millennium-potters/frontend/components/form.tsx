'use client';

import { type ReactNode, useState } from 'react';

interface Given {
  title: string;
  action: string;
  children: ReactNode;
  send: (fields: FormData) => Promise<unknown>;
  done?: () => void;
}

/** A form that says what went wrong, keeps what was typed then, and can't be sent twice at once. */
export function Form({ title, action, children, send, done }: Given) {
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  return (
    <form
      className="card"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        setBusy(true);
        setProblem('');
        send(new FormData(form))
          .then(() => {
            form.reset();
            done?.();
          })
          .catch((error: Error) => setProblem(error.message))
          .finally(() => setBusy(false));
      }}
    >
      <h2>{title}</h2>
      {children}
      {problem && <p role="alert">{problem}</p>}
      <button disabled={busy}>{busy ? 'One moment …' : action}</button>
    </form>
  );
}

interface Field {
  label: string;
  name: string;
  type?: string;
  required?: boolean;
  autoComplete?: string;
  step?: string;
  min?: string;
  accept?: string;
}

export function Field({ label, required = true, ...input }: Field) {
  return (
    <label>
      {label}
      <input required={required} {...input} />
    </label>
  );
}
