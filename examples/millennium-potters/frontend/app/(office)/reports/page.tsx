'use client';

import { Field, Form } from '@/components/form';
import { make } from '@/lib/api';
import { day, money, time } from '@/lib/shown';
import { useData } from '@/lib/use-data';

interface Report {
  id: string;
  from: string;
  until: string;
  createdAt: string;
  figures: { lent: string; repaid: string; repayments: number };
}

export default function Reports() {
  const { data, problem, reload } = useData<Report[]>('/reports');
  return (
    <>
      <h1>Reports</h1>
      {problem && <p role="alert">{problem}</p>}
      {data && data.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>From</th>
              <th>Until</th>
              <th className="number">Lent</th>
              <th className="number">Repaid</th>
              <th>Made</th>
            </tr>
          </thead>
          <tbody>
            {data.map((report) => (
              <tr key={report.id}>
                <td>{day(report.from)}</td>
                <td>{day(report.until)}</td>
                <td className="number">{money(report.figures.lent)}</td>
                <td className="number">{money(report.figures.repaid)}</td>
                <td>{time(report.createdAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Form
        title="New report"
        action="Make report"
        send={(fields) => make('/reports', Object.fromEntries(fields))}
        done={reload}
      >
        <Field label="From" name="from" type="date" />
        <Field label="Until" name="until" type="date" />
      </Form>
    </>
  );
}
