'use client';

import { useEffect, useState } from 'react';

const KEPT = 'potters.theme';

/** Light or dark: as the system has it, until somebody chooses. */
export function Theme() {
  const [dark, setDark] = useState(false);
  useEffect(() => {
    const kept = localStorage.getItem(KEPT);
    setDark(kept ? kept === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches);
    if (kept) {
      document.documentElement.dataset.theme = kept;
    }
  }, []);
  return (
    <button
      className="quiet"
      aria-pressed={dark}
      onClick={() => {
        const chosen = dark ? 'light' : 'dark';
        localStorage.setItem(KEPT, chosen);
        document.documentElement.dataset.theme = chosen;
        setDark(!dark);
      }}
    >
      Dark mode
    </button>
  );
}
