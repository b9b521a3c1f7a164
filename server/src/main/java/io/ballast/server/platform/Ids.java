package io.ballast.server.platform;

import java.util.UUID;

/** Makes ids; settable in tests. */
@FunctionalInterface
public interface Ids {

  /** A new id, never given before. */
  UUID next();
}
