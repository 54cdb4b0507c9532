package io.beltline.delivery;

/**
 * The items one owner has in a shipment, in the shipment's order.
 *
 * @param stake the owner
 * @param items how many
 */
record Share(Stake stake, int items) {}
