@NullMarked
package io.ballast.server.web;

import org.jspecify.annotations.NullMarked;
