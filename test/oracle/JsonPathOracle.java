import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.minidev.json.JSONObject;
import net.minidev.json.JSONValue;
import org.apache.commons.lang.StringEscapeUtils;

/**
 * Answers what Java says of JSON, paths, numbers and $util's functions: a JSON object a line in, one a line out.
 *
 * <pre>
 * {"op":"parse","text":"[1]"}                  the value of a text
 * {"op":"read","text":"{}","path":"$.a"}       what Jayway's JsonPath finds
 * {"op":"double","text":"1e8"}                 Double.toString
 * {"op":"util","name":"urlEncode","text":" "}  a function of $util
 * </pre>
 *
 * Answers: {"print":…,"json":…,"type":…}, or {"error":class name}; a path that leads nowhere is the error
 * PathNotFoundException.
 */
public class JsonPathOracle {
  private static final Configuration CONFIGURATION = Configuration.defaultConfiguration();

  public static void main(String[] args) throws Exception {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, false, "UTF-8");
    for (String line; (line = in.readLine()) != null; ) {
      Map<String, Object> answer = new LinkedHashMap<>();
      try {
        answer(value((JSONObject) JSONValue.parse(line)), answer);
      } catch (PathNotFoundException e) {
        answer.put("error", "PathNotFoundException");
      } catch (Throwable e) {
        answer.put("error", e.getClass().getSimpleName());
      }
      out.println(ascii(JSONObject.toJSONString(answer)));
    }
    out.flush();
  }

  /** Halves of surrogate pairs do not survive UTF-8. */
  private static String ascii(String json) {
    StringBuilder out = new StringBuilder();
    for (char c : json.toCharArray()) {
      if (c < 0x7f) out.append(c);
      else out.append(String.format("\\u%04x", (int) c));
    }
    return out.toString();
  }

  private static void answer(Object value, Map<String, Object> answer) {
    answer.put("print", String.valueOf(value));
    StringBuilder json = new StringBuilder();
    write(value, json);
    answer.put("json", json.toString());
    answer.put("type", value == null ? "null" : value.getClass().getSimpleName());
  }

  private static Object value(JSONObject request) throws Exception {
    String text = (String) request.get("text");
    switch ((String) request.get("op")) {
      case "parse":
        return CONFIGURATION.jsonProvider().parse(text);
      case "read":
        return read(CONFIGURATION.jsonProvider().parse(text), (String) request.get("path"));
      case "double":
        return Double.toString(Double.parseDouble(text));
      default:
        return util((String) request.get("name"), text);
    }
  }

  /** As $input.path reads. */
  private static Object read(Object document, String path) {
    return JsonPath.using(CONFIGURATION).parse(document).read(path.startsWith("$") ? path : "$." + path);
  }

  private static Object util(String name, String text) throws Exception {
    switch (name) {
      case "escapeJavaScript":
        return StringEscapeUtils.escapeJavaScript(text);
      case "urlEncode":
        return URLEncoder.encode(text, "UTF-8");
      case "urlDecode":
        return URLDecoder.decode(text, "UTF-8");
      case "base64Encode":
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
      case "base64Decode":
        return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
      default:
        throw new IllegalArgumentException(name);
    }
  }

  /** As $input.json writes. */
  private static void write(Object value, StringBuilder out) {
    if (value instanceof Map) {
      String separator = "{";
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        out.append(separator);
        quote(String.valueOf(entry.getKey()), out);
        out.append(':');
        write(entry.getValue(), out);
        separator = ",";
      }
      out.append(((Map<?, ?>) value).isEmpty() ? "{}" : "}");
    } else if (value instanceof List) {
      String separator = "[";
      for (Object item : (List<?>) value) {
        out.append(separator);
        write(item, out);
        separator = ",";
      }
      out.append(((List<?>) value).isEmpty() ? "[]" : "]");
    } else if (value instanceof String) {
      quote((String) value, out);
    } else {
      out.append(value);
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (char c : text.toCharArray()) {
      int escape = "\b\t\n\f\r\"\\".indexOf(c);
      if (escape >= 0) out.append('\\').append("btnfr\"\\".charAt(escape));
      else if (c < ' ' || Character.isSurrogate(c) || c == 0x2028 || c == 0x2029) out.append(String.format("\\u%04x", (int) c));
      else out.append(c);
    }
    out.append('"');
  }
}
