import type { Role } from './generated/prisma/client.js';
import type { Database } from './database.js';
import { hashed, matches } from './passwords.js';

interface Person {
  email: string;
  role: Role;
  firstName: string;
  lastName: string;
  supervisor?: string;
}

const PEOPLE: Person[] = [
  { email: 'admin@potters.example', role: 'ADMIN', firstName: 'Ada', lastName: 'Admin' },
  { email: 'supervisor@potters.example', role: 'SUPERVISOR', firstName: 'Sam', lastName: 'Supervisor' },
  {
    email: 'officer@potters.example',
    role: 'CREDIT_OFFICER',
    firstName: 'Olu',
    lastName: 'Officer',
    supervisor: 'supervisor@potters.example',
  },
];

/**
 * The three users that the checks sign in as, and the company's settings. Run at every start:
 * several instances may do it at once, and what is there is left alone but for a password that
 * CHECK_PASSWORD no longer says.
 */
export async function seed(database: Database, password: string): Promise<void> {
  await database.companySetting.upsert({ where: { id: 'default' }, create: {}, update: {} });
  for (const person of PEOPLE) {
    const there = await database.user.findUnique({ where: { email: person.email } });
    if (there && (await matches(password, there.passwordHash))) {
      continue;
    }
    const passwordHash = await hashed(password);
    const { supervisor, ...about } = person;
    const above = supervisor
      ? await database.user.findUnique({ where: { email: supervisor } })
      : null;
    await database.user.upsert({
      where: { email: person.email },
      create: { ...about, passwordHash, supervisorId: above?.id ?? null },
      update: { passwordHash },
    });
  }
}
