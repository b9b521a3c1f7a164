package io.ballast.server.web;

import io.ballast.server.platform.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A part of a list.
 *
 * @param items of the part
 * @param total of the whole list
 * @param limit items that a part may have
 * @param offset of the first one
 */
public record Page(List<JsonNode> items, long total, int limit, long offset) {
  public Page {
    items = List.copyOf(items);
  }

  JsonNode toJson() {
    long pages = Math.max(1, (total + limit - 1) / limit);
    ObjectNode data = Json.object();
    data.put("page_size", limit)
        .put("item_count", items.size())
        .put("total", total)
        .put("page_count", pages)
        .put("page_index", Math.min(pages, offset / limit + 1))
        .put("offset", offset);
    data.putArray("items").addAll(items);
    return data;
  }
}
