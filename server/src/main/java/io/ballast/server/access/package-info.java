/** Who may do what: principals, tokens, permissions, the audit trail, signed links. */
@NullMarked
package io.ballast.server.access;

import org.jspecify.annotations.NullMarked;
