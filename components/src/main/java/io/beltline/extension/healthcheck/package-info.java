/** The {@code health_check} extension: an HTTP page that says whether the collector is ready. */
@NullMarked
package io.beltline.extension.healthcheck;

import org.jspecify.annotations.NullMarked;
