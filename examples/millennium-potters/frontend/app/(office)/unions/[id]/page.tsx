'use client';

import { use } from 'react';
import { useRouter } from 'next/navigation';
import { Field, Form } from '@/components/form';
import { make } from '@/lib/api';
import { useData } from '@/lib/use-data';

interface Member {
  id: string;
  firstName: string;
  lastName: string;
  phone: string | null;
  address: string | null;
}

export default function Members({ params }: { params: Promise<{ id: string }> }) {
  const { id } = use(params);
  const router = useRouter();
  const { data, problem, reload } = useData<Member[]>(`/unions/${id}/members?limit=200`);
  return (
    <>
      <h1>Members</h1>
      {problem && <p role="alert">{problem}</p>}
      {data?.length === 0 && <p>No member yet.</p>}
      {data && data.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>Name</th>
              <th>Phone</th>
              <th>Address</th>
            </tr>
          </thead>
          <tbody>
            {data.map((member) => (
              <tr key={member.id}>
                <td>
                  {member.firstName} {member.lastName}
                </td>
                <td>{member.phone ?? '–'}</td>
                <td>{member.address ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Form
        title="New member"
        action="Add member"
        send={(fields) => make(`/unions/${id}/members`, Object.fromEntries(fields))}
        done={reload}
      >
        <Field label="First name" name="firstName" />
        <Field label="Last name" name="lastName" />
        <Field label="Phone" name="phone" required={false} />
        <Field label="Address" name="address" required={false} />
      </Form>
      {data && data.length > 0 && (
        <Form
          title="New loan"
          action="Give loan"
          send={(fields) =>
            make<{ id: string }>('/loans', Object.fromEntries(fields)).then((loan) => router.push(`/loans/${loan.id}`))
          }
        >
          <label>
            Member
            <select name="memberId">
              {data.map((member) => (
                <option key={member.id} value={member.id}>
                  {member.firstName} {member.lastName}
                </option>
              ))}
            </select>
          </label>
          <Field label="Principal" name="principal" type="number" step="0.01" min="0.01" />
          <Field label="Interest in percent" name="interestRate" type="number" step="0.01" min="0" />
          <Field label="Months" name="termMonths" type="number" min="1" />
        </Form>
      )}
    </>
  );
}
