import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashed, matches } from './passwords.js';

test('a password matches its own hash and no other does', async () => {
  const hash = await hashed('correct horse');
  assert.equal(await matches('correct horse', hash), true);
  assert.equal(await matches('correct horsf', hash), false);
});

test('the same password has another hash each time', async () => {
  assert.notEqual(await hashed('correct horse'), await hashed('correct horse'));
});

test('what is no hash matches nothing', async () => {
  assert.equal(await matches('', ''), false);
  assert.equal(await matches('x', 'md5:00:00'), false);
});
