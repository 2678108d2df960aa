import { app } from './app.js';
import { openDatabase } from './database.js';
import { seed } from './seed.js';
import { readSettings } from './settings.js';
import { Tokens } from './tokens.js';

const GRACE_MILLIS = 20_000;

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const database = openDatabase(settings);
  await seed(database, settings.CHECK_PASSWORD);
  const server = app(database, new Tokens(database, settings), settings).listen(settings.PORT, () =>
    console.log(JSON.stringify({ level: 'info', message: 'listening', port: settings.PORT, release: settings.RELEASE })),
  );
  const end = () => {
    // Requests in flight are answered; what is kept open without one is closed.
    server.close(() => void database.$disconnect().then(() => process.exit(0)));
    server.closeIdleConnections();
    setTimeout(() => process.exit(1), GRACE_MILLIS).unref();
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
