'use client';

import { money } from '@/lib/shown';
import { useData } from '@/lib/use-data';

interface Figures {
  unions: number;
  members: number;
  loans: number;
  active: number;
  lent: string;
  repaid: string;
  repayments: number;
}

export default function Dashboard() {
  const { data, problem } = useData<Figures>('/dashboard');
  const figures: [string, string | number][] = data
    ? [
        ['Unions', data.unions],
        ['Members', data.members],
        ['Loans', data.loans],
        ['Active loans', data.active],
        ['Lent', money(data.lent)],
        ['Repaid', money(data.repaid)],
        ['Repayments', data.repayments],
      ]
    : [];
  return (
    <>
      <h1>Dashboard</h1>
      {problem && <p role="alert">{problem}</p>}
      <dl className="figures" aria-busy={!data}>
        {figures.map(([name, value]) => (
          <div key={name} className="card">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
