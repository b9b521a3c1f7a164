package io.ballast.server.access;

import java.util.UUID;

/**
 * What makes a data folder one of a kind; made with it and never changed.
 *
 * @param organizationId of the one organization
 * @param organizationName shown to people
 * @param tokenSalt mixed into the hashes of tokens
 * @param linkKey signs links
 */
public record Installation(
    UUID organizationId, String organizationName, String tokenSalt, String linkKey) {

  /** Without the secrets. */
  @Override
  public String toString() {
    return "Installation " + organizationId;
  }
}
