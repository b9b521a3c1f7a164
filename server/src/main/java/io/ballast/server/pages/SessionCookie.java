package io.ballast.server.pages;

import io.ballast.server.access.Installation;
import io.ballast.server.access.Sessions;

/**
 * The cookie that holds a session's secret. Its name is the data folder's own: browsers share the
 * cookies of all ports of a host.
 *
 * @param name of the cookie
 * @param secure whether pages come over https only
 */
record SessionCookie(String name, boolean secure) {

  private static final int NAME_LENGTH = 8;

  static SessionCookie of(Installation installation, boolean secure) {
    return new SessionCookie(
        "ballast_" + installation.organizationId().toString().substring(0, NAME_LENGTH), secure);
  }

  /** The header that sets it. */
  String set(String secret) {
    return header(secret, Sessions.LONGEST.toSeconds());
  }

  /** The header that takes it away. */
  String clear() {
    return header("", 0);
  }

  private String header(String value, long seconds) {
    return name
        + "="
        + value
        + "; Path=/; HttpOnly; SameSite=Lax; Max-Age="
        + seconds
        + (secure ? "; Secure" : "");
  }
}
