'use client';

import { use } from 'react';
import { Field, Form } from '@/components/form';
import { ask, download, make } from '@/lib/api';
import { day, money, time, words } from '@/lib/shown';
import { useData } from '@/lib/use-data';

interface Paper {
  id: string;
  fileName: string;
  size: number;
}

interface Loan {
  loanNumber: string;
  due: string;
  outstanding: string;
  status: string;
  disbursedAt: string | null;
  member: { firstName: string; lastName: string; union: { name: string } };
  repayments: { id: string; amount: string; paidAt: string; note: string | null }[];
  documents: Paper[];
}

export default function OneLoan({ params }: { params: Promise<{ id: string }> }) {
  const { id } = use(params);
  const { data, problem, reload } = useData<Loan>(`/loans/${id}`);
  if (!data) {
    return problem ? <p role="alert">{problem}</p> : <p aria-busy>One moment …</p>;
  }
  return (
    <>
      <h1>{data.loanNumber}</h1>
      <p>
        {data.member.firstName} {data.member.lastName} of {data.member.union.name}, since {day(data.disbursedAt)}:{' '}
        {words(data.status).toLowerCase()}
      </p>
      <dl className="figures">
        <div className="card">
          <dt>Due</dt>
          <dd>{money(data.due)}</dd>
        </div>
        <div className="card">
          <dt>Outstanding</dt>
          <dd id="outstanding">{money(data.outstanding)}</dd>
        </div>
      </dl>
      <h2>Repayments</h2>
      {data.repayments.length === 0 && <p>None yet.</p>}
      {data.repayments.length > 0 && (
        <table>
          <tbody>
            {data.repayments.map((repayment) => (
              <tr key={repayment.id}>
                <td>{time(repayment.paidAt)}</td>
                <td>{repayment.note}</td>
                <td className="number">{money(repayment.amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {data.status === 'ACTIVE' && (
        <Form
          title="Record a repayment"
          action="Record repayment"
          send={(fields) => make(`/loans/${id}/repayments`, Object.fromEntries(fields))}
          done={reload}
        >
          <Field label="Amount" name="amount" type="number" step="0.01" min="0.01" />
          <Field label="Note" name="note" required={false} />
        </Form>
      )}
      <h2>Documents</h2>
      <ul>
        {data.documents.map((paper) => (
          <li key={paper.id}>
            <button className="link" onClick={() => void save(paper)}>
              {paper.fileName}
            </button>{' '}
            ({Math.ceil(paper.size / 1024)} KB)
          </li>
        ))}
      </ul>
      <Form title="Add a document" action="Upload" send={(fields) => upload(id, fields.get('file') as File)} done={reload}>
        <Field label="File" name="file" type="file" accept="application/pdf,image/png,image/jpeg,text/plain" />
      </Form>
    </>
  );
}

function upload(loan: string, file: File): Promise<unknown> {
  return ask(`/loans/${loan}/documents?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { 'Content-Type': file.type },
    body: file,
  });
}

/** Fetched with the token, which a plain link would not send. */
async function save(paper: Paper): Promise<void> {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await download(`/documents/${paper.id}`));
  link.download = paper.fileName;
  link.click();
  URL.revokeObjectURL(link.href);
}
