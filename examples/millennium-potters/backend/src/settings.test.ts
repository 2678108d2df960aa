import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSettings } from './settings.js';

test('every mistake is told at once', () => {
  assert.throws(
    () => readSettings({ PORT: 'http', JWT_SECRET: 'short' }),
    /PORT[^]*DATABASE_URL[^]*JWT_SECRET[^]*JWT_REFRESH_SECRET[^]*CHECK_PASSWORD/,
  );
});

test('what is unsaid has a default', () => {
  const settings = readSettings({
    DATABASE_URL: 'postgresql://localhost/potters',
    JWT_SECRET: 'x'.repeat(32),
    JWT_REFRESH_SECRET: 'y'.repeat(32),
    CHECK_PASSWORD: 'correct horse',
  });
  assert.equal(settings.ACCESS_TOKEN_SECONDS, 300);
  assert.equal(settings.RELEASE, 'unreleased');
});
