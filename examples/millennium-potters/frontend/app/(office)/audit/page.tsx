'use client';

import { time, words } from '@/lib/shown';
import { useData } from '@/lib/use-data';

interface Entry {
  id: string;
  action: string;
  entityName: string;
  actor: { firstName: string; email: string };
  createdAt: string;
}

export default function Audit() {
  const { data, problem } = useData<Entry[]>('/audit?limit=100');
  return (
    <>
      <h1>Audit log</h1>
      {problem && <p role="alert">{problem}</p>}
      {data && (
        <table>
          <thead>
            <tr>
              <th>When</th>
              <th>Who</th>
              <th>What</th>
            </tr>
          </thead>
          <tbody>
            {data.map((entry) => (
              <tr key={entry.id}>
                <td>{time(entry.createdAt)}</td>
                <td>{entry.actor.email}</td>
                <td>
                  {words(entry.action)}: {entry.entityName}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
