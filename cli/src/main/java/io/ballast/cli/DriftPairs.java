package io.ballast.cli;

import io.ballast.tables.ProblemException;
import io.ballast.tables.compare.ComparisonRequest;
import io.ballast.tables.compare.Roles;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads the list of {@code --pairs}: one JSON object for each comparison. */
final class DriftPairs {

  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> KEYS =
      Set.of(
          "id",
          "reference",
          "current",
          "columns",
          "target",
          "score",
          "prediction",
          "weights",
          "weight_class");

  private DriftPairs() {}

  /**
   * One line of the list.
   *
   * @param id as given, or the line's number
   * @param values the other keys; texts, or a list of texts for {@code columns}
   * @param problem what is wrong with the line; null when nothing is
   */
  record Pair(String id, Map<String, Object> values, @Nullable ProblemException problem) {

    /** The path of a side, relative to the list. */
    String path(String side, Path list) {
      Path folder = list.toAbsolutePath().getParent();
      Path path = Path.of(String.valueOf(values.get(side)));
      return (folder == null ? path : folder.resolve(path)).toString();
    }

    /** The request of all pairs with what this pair says otherwise. */
    ComparisonRequest request(ComparisonRequest all) {
      Roles roles = all.roles();
      Roles own =
          new Roles(
              text("target", roles.target()),
              text("prediction", roles.prediction()),
              text("score", roles.score()),
              roles.threshold(),
              roles.timestamp(),
              roles.id(),
              roles.classes());
      String weights = text("weights", null);
      String source = text("weight_class", null);
      return new ComparisonRequest(
          values.get("columns") instanceof List<?> columns
              ? columns.stream().map(String::valueOf).toList()
              : all.columns(),
          all.exclude(),
          own,
          weights == null ? all.weighting() : RowOptions.weighting(weights),
          source == null ? all.classSource() : DriftOptions.classSource(source),
          all.by(),
          all.every(),
          all.binning(),
          all.rule(),
          all.fiddlerParity(),
          all.seed());
    }

    private @Nullable String text(String key, @Nullable String otherwise) {
      Object value = values.get(key);
      return value == null ? otherwise : value.toString();
    }
  }

  /** Takes the pairs one by one. */
  interface Consumer {
    void accept(Pair pair) throws IOException;
  }

  /**
   * Reads the list; a line that is no pair is handed on with its problem.
   *
   * @throws ProblemException if the file cannot be read as text
   */
  static void read(Path list, Consumer consumer) throws IOException {
    if (Files.isDirectory(list)) {
      throw ProblemException.input(
          list.toString(), "is a folder", "name a file of JSON lines with --pairs");
    }
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(list, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          consumer.accept(pair(line, number));
        }
      }
    } catch (NoSuchFileException e) {
      throw ProblemException.input(
          list + " does not exist", "--pairs names a file of JSON lines", "check the path");
    } catch (CharacterCodingException e) {
      throw ProblemException.input(
          "line " + (number + 1) + " of " + list,
          "is not UTF-8 text",
          "write the list as JSON lines in UTF-8");
    }
  }

  private static Pair pair(String line, int number) {
    Map<String, Object> values = new LinkedHashMap<>();
    String id = "line " + number;
    try {
      parse(line, values);
      id = String.valueOf(values.getOrDefault("id", id));
      for (String key : values.keySet()) {
        if (!KEYS.contains(key)) {
          throw ProblemException.input(
              "key " + key + " of pair " + id,
              "a pair has the keys " + String.join(", ", KEYS.stream().sorted().toList()),
              "correct the list");
        }
      }
      for (String key : List.of("reference", "current")) {
        if (!values.containsKey(key)) {
          throw ProblemException.input("pair " + id, "has no " + key, "give the path of a file");
        }
      }
      return new Pair(id, values, null);
    } catch (JacksonException e) {
      return new Pair(
          id,
          values,
          ProblemException.input(
              "line " + number + " of the list",
              "is no JSON object of a pair",
              "write {\"id\",\"reference\",\"current\"}"));
    } catch (ProblemException e) {
      return new Pair(id, values, e);
    }
  }

  private static void parse(String line, Map<String, Object> values) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
      require(parser.nextToken() == JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String key = parser.currentName();
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_ARRAY) {
          List<String> list = new ArrayList<>();
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(parser.currentToken() != null && parser.currentToken().isScalarValue());
            list.add(parser.getString());
          }
          values.put(key, key.equals("weights") ? String.join(",", list) : list);
        } else if (token != JsonToken.VALUE_NULL) {
          require(token != null && token.isScalarValue());
          values.put(key, parser.getString());
        }
      }
      require(parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null);
    }
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw ProblemException.input(
          "a line of the list",
          "is no JSON object of a pair",
          "write {\"id\",\"reference\",\"current\"}");
    }
  }
}
