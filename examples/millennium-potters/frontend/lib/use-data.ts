'use client';

import { useCallback, useEffect, useState } from 'react';
import { useRouter } from 'next/navigation';
import { ApiError, ask } from './api';

interface Loaded<T> {
  data?: T;
  problem?: string;
  reload: () => void;
}

/** What the API has below a path; who isn't signed in is sent to do so. */
export function useData<T>(path: string): Loaded<T> {
  const router = useRouter();
  const [data, setData] = useState<T>();
  const [problem, setProblem] = useState<string>();
  const reload = useCallback(() => {
    ask<T>(path)
      .then((found) => {
        setData(found);
        setProblem(undefined);
      })
      .catch((error: Error) => {
        if (error instanceof ApiError && error.status === 401) {
          router.replace('/login');
        } else {
          setProblem(error.message);
        }
      });
  }, [path, router]);
  useEffect(reload, [reload]);
  return { data, problem, reload };
}
