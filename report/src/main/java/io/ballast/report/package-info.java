@NullMarked
package io.ballast.report;

import org.jspecify.annotations.NullMarked;
