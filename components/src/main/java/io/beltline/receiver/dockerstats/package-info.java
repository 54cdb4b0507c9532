/** The receiver that asks a Docker daemon what its containers use. */
@NullMarked
package io.beltline.receiver.dockerstats;

import org.jspecify.annotations.NullMarked;
