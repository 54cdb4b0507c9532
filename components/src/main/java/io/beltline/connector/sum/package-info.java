/** The {@code sum} connector: sums attributes of records. */
package io.beltline.connector.sum;
