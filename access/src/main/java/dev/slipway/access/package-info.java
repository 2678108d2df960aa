/**
 * Who may do what, and who did what: {@link dev.slipway.access.Access} is the whole room wired. It
 * stands on five smaller ones: {@code credentials} (passwords, codes, opaque secrets), {@code
 * audit} (the hash-chained log), {@code people} (roles, grants, the {@link
 * dev.slipway.access.people.Authoriser}), {@code session} (signing in, tokens, invitations) and
 * {@code signon} (OpenID Connect).
 */
@NullMarked
package dev.slipway.access;

import org.jspecify.annotations.NullMarked;
