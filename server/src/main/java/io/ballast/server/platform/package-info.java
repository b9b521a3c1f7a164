/** What every feature stands on: configuration, data folder, database, times, JSON, jobs. */
@NullMarked
package io.ballast.server.platform;

import org.jspecify.annotations.NullMarked;
