package dev.slipway.protocol.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who a token speaks for.
 *
 * @param token its name; absent for the owner of the machine
 */
public record Known(
    String id, String name, @Nullable String token, List<PersonList.Grant> grants) {}
