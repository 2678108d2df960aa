package dev.slipway.protocol.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Another title for a role, or a role of one's own.
 *
 * @param permissions what it allows; absent to rename only
 */
public record DefineRole(String title, @Nullable List<String> permissions) {}
