'use client';

import Link from 'next/link';
import { Field, Form } from '@/components/form';
import { make } from '@/lib/api';
import { useData } from '@/lib/use-data';

interface Union {
  id: string;
  name: string;
  location: string | null;
  _count: { members: number };
}

export default function Unions() {
  const { data, problem, reload } = useData<Union[]>('/unions?limit=200');
  return (
    <>
      <h1>Unions</h1>
      {problem && <p role="alert">{problem}</p>}
      {data?.length === 0 && <p>No union yet.</p>}
      {data && data.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>Name</th>
              <th>Location</th>
              <th className="number">Members</th>
            </tr>
          </thead>
          <tbody>
            {data.map((union) => (
              <tr key={union.id}>
                <td>
                  <Link href={`/unions/${union.id}`}>{union.name}</Link>
                </td>
                <td>{union.location ?? '–'}</td>
                <td className="number">{union._count.members}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Form title="New union" action="Create union" send={(fields) => make('/unions', Object.fromEntries(fields))} done={reload}>
        <Field label="Name" name="name" />
        <Field label="Location" name="location" required={false} />
      </Form>
    </>
  );
}
