/** REST on the outside: routes, calls, answers, the envelope, pages of lists, errors. */
@NullMarked
package io.ballast.server.web;

import org.jspecify.annotations.NullMarked;
