/** How data comes in: files, events, late labels, deletions. */
@NullMarked
package io.ballast.server.ingest;

import org.jspecify.annotations.NullMarked;
