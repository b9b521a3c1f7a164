@NullMarked
package io.ballast.files;

import org.jspecify.annotations.NullMarked;
