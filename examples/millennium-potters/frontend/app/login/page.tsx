'use client';

import { useRouter } from 'next/navigation';
import { Field, Form } from '@/components/form';
import { signIn } from '@/lib/api';

export default function Login() {
  const router = useRouter();
  return (
    <main className="login">
      <h1>Millennium Potters</h1>
      <Form
        title="Sign in"
        action="Sign in"
        send={(fields) => signIn(String(fields.get('email')), String(fields.get('password')))}
        done={() => router.replace('/dashboard')}
      >
        <Field label="Email" name="email" type="email" autoComplete="username" />
        <Field label="Password" name="password" type="password" autoComplete="current-password" />
      </Form>
    </main>
  );
}
