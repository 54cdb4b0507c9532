package io.beltline.service.graph;

import io.beltline.api.Component;
import io.beltline.delivery.Blocking;
import io.beltline.service.books.DestinationBook;

/** What stands in front of an exporter for one signal. Its exporter lives and ends around it. */
interface Destination extends Component, Blocking {

  /** What stands in its books now. */
  DestinationBook books();
}
