/**
 * Tells people what became of deployments, and what is wrong: by webhook, Slack and mail. {@link
 * dev.slipway.delivery.notice.Notices} finds out what is to be told from what is recorded anyway,
 * so that no deployment waits for it and none is forgotten.
 */
@NullMarked
package dev.slipway.delivery.notice;

import org.jspecify.annotations.NullMarked;
