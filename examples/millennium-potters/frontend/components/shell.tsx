'use client';

import Link from 'next/link';
import { usePathname, useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useState } from 'react';
import { type Person, person, signOut } from '@/lib/api';
import { words } from '@/lib/shown';
import { Theme } from './theme';

const PLACES = [
  { path: '/dashboard', name: 'Dashboard' },
  { path: '/unions', name: 'Unions' },
  { path: '/loans', name: 'Loans' },
  { path: '/reports', name: 'Reports' },
];
const OF_ADMINS = [{ path: '/audit', name: 'Audit log' }];

/** What stands around every page: where one can go, who one is, which release this is. */
export function Shell({ children }: { children: ReactNode }) {
  const path = usePathname();
  const router = useRouter();
  const [who, setWho] = useState<Person>();
  const [release, setRelease] = useState('');
  useEffect(() => {
    setWho(person());
    fetch('/api/health')
      .then((response) => response.json() as Promise<{ release: string }>)
      .then((health) => setRelease(health.release))
      .catch(() => undefined);
  }, [path]);
  const places = who?.role === 'ADMIN' ? [...PLACES, ...OF_ADMINS] : PLACES;
  return (
    <>
      <header>
        <Link href="/dashboard" className="name">
          Millennium Potters
        </Link>
        <nav aria-label="Main">
          {places.map((place) => (
            <Link key={place.path} href={place.path} aria-current={path.startsWith(place.path) ? 'page' : undefined}>
              {place.name}
            </Link>
          ))}
        </nav>
        <div className="who">
          <Theme />
          {who && (
            <button className="quiet" onClick={() => void signOut().then(() => router.replace('/login'))}>
              Sign out
            </button>
          )}
        </div>
      </header>
      <main>{children}</main>
      <footer>
        {who && (
          <span>
            {who.firstName} {who.lastName}, {words(who.role).toLowerCase()}
          </span>
        )}
        {release && <span id="release">Release {release}</span>}
      </footer>
    </>
  );
}
