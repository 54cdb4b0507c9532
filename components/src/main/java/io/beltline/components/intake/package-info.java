/** What receivers share that listen on sockets: ports, and the patience with pipelines. */
@NullMarked
package io.beltline.components.intake;

import org.jspecify.annotations.NullMarked;
