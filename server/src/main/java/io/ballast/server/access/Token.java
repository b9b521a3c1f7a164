package io.ballast.server.access;

import java.util.UUID;

/**
 * A token without its text, which is known to its holder only.
 *
 * @param id of the token
 * @param name what its maker called it
 * @param principal whose it is
 * @param createdAt microseconds since 1970
 */
public record Token(UUID id, String name, Principal principal, long createdAt) {}
