import type { NextConfig } from 'next';

/** Where the API is while somebody develops; deployed, both have one host and nothing is to be said. */
const backend = process.env.BACKEND_URL;

const config: NextConfig = {
  output: 'standalone',
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  poweredByHeader: false,
  images: { unoptimized: true },
  // Monitors that ask for /health, as they did when the API had a host of its own, still get it.
  redirects: async () => [{ source: '/health', destination: '/api/health', permanent: false }],
  rewrites: async () => (backend ? [{ source: '/api/:path*', destination: `${backend}/api/:path*` }] : []),
};

export default config;
