package io.ballast.server.access;

import java.util.UUID;

/**
 * Who asks.
 *
 * @param id of the principal
 * @param fullName as people write it
 * @param email unique
 */
public record Principal(UUID id, String fullName, String email) {

  /** Whether it may do that. Roles come later: whoever has a token is an administrator. */
  public boolean may(Permission permission) {
    return true;
  }
}
