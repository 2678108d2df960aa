'use client';

import Link from 'next/link';
import { day, money, words } from '@/lib/shown';
import { useData } from '@/lib/use-data';

interface Loan {
  id: string;
  loanNumber: string;
  due: string;
  outstanding: string;
  status: string;
  disbursedAt: string | null;
  member: { firstName: string; lastName: string };
}

export default function Loans() {
  const { data, problem } = useData<Loan[]>('/loans?limit=100');
  return (
    <>
      <h1>Loans</h1>
      {problem && <p role="alert">{problem}</p>}
      {data?.length === 0 && <p>No loan yet. Loans are given to the members of a union.</p>}
      {data && data.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>Loan</th>
              <th>Member</th>
              <th className="number">Outstanding</th>
              <th className="number">Due</th>
              <th>Status</th>
              <th>Since</th>
            </tr>
          </thead>
          <tbody>
            {data.map((loan) => (
              <tr key={loan.id}>
                <td>
                  <Link href={`/loans/${loan.id}`}>{loan.loanNumber}</Link>
                </td>
                <td>
                  {loan.member.firstName} {loan.member.lastName}
                </td>
                <td className="number">{money(loan.outstanding)}</td>
                <td className="number">{money(loan.due)}</td>
                <td>{words(loan.status)}</td>
                <td>{day(loan.disbursedAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
