import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.minidev.json.JSONArray;
import net.minidev.json.JSONObject;
import net.minidev.json.JSONStyle;
import net.minidev.json.JSONValue;
import org.apache.commons.lang.StringEscapeUtils;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.apache.velocity.app.event.EventCartridge;
import org.apache.velocity.app.event.InvalidReferenceEventHandler;
import org.apache.velocity.context.Context;
import org.apache.velocity.runtime.RuntimeInstance;
import org.apache.velocity.util.introspection.Info;

/**
 * Renders templates with Velocity 1.7 under API Gateway's rule that what is undefined is the empty string: a JSON
 * object a line in, one a line out.
 *
 * <pre>
 * {"template":"$a","variables":{"a":1},"request":{"body":"{}","params":{"path":{"id":"1"}},"stageVariables":{}}}
 * </pre>
 *
 * A question with "seconds" is timed for so long: {"parsed":…,"rendered":…} per second, after warming up.
 *
 * Answers: {"output":…} or {"error":class name}. Lists and maps of the variables are plain Java ones.
 */
public class VelocityOracle {
  public static void main(String[] args) throws Exception {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, false, "UTF-8");
    VelocityEngine shared = engine();
    for (String line; (line = in.readLine()) != null; ) {
      JSONObject answer = new JSONObject();
      try {
        // JsonPath's parser keeps the order of keys.
        Map<String, Object> question =
            (Map<String, Object>) Configuration.defaultConfiguration().jsonProvider().parse(line);
        String template = (String) question.get("template");
        if (question.get("seconds") instanceof Number) {
          time(question, ((Number) question.get("seconds")).doubleValue(), answer);
          out.println(answer.toJSONString(JSONStyle.NO_COMPRESS));
          continue;
        }
        // Macros stay in an engine.
        VelocityEngine engine = template.contains("macro") ? engine() : shared;
        StringWriter writer = new StringWriter();
        engine.evaluate(context(question), writer, "template", template);
        answer.put("output", writer.toString());
      } catch (Throwable error) {
        answer.put("error", error.getClass().getSimpleName());
      }
      out.println(answer.toJSONString(JSONStyle.NO_COMPRESS));
    }
    out.flush();
  }

  private interface Action {
    void run() throws Exception;
  }

  private static void time(Map<String, Object> question, double seconds, JSONObject answer) throws Exception {
    String template = (String) question.get("template");
    RuntimeInstance runtime = new RuntimeInstance();
    runtime.setProperty("runtime.log.logsystem.class", "org.apache.velocity.runtime.log.NullLogChute");
    runtime.init();
    answer.put("parsed", perSecond(seconds, () -> runtime.parse(new StringReader(template), "template")));
    // Parses, too.
    VelocityEngine engine = engine();
    answer.put(
        "rendered",
        perSecond(seconds, () -> engine.evaluate(context(question), new StringWriter(), "template", template)));
  }

  private static double perSecond(double seconds, Action action) throws Exception {
    long span = (long) (seconds * 1e9);
    for (long end = System.nanoTime() + span; System.nanoTime() < end; ) action.run();
    long started = System.nanoTime();
    long count = 0;
    for (; System.nanoTime() < started + span; count++) action.run();
    return count * 1e9 / (System.nanoTime() - started);
  }

  private static VelocityEngine engine() {
    VelocityEngine engine = new VelocityEngine();
    engine.setProperty("runtime.log.logsystem.class", "org.apache.velocity.runtime.log.NullLogChute");
    engine.init();
    return engine;
  }

  private static Context context(Map<String, Object> question) {
    VelocityContext context = new VelocityContext();
    Object variables = question.get("variables");
    if (variables instanceof Map) {
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) variables).entrySet()) {
        context.put((String) entry.getKey(), plain(entry.getValue()));
      }
    }
    Object request = question.get("request");
    if (request instanceof Map) {
      Map<?, ?> parts = (Map<?, ?>) request;
      context.put("input", new Input((String) parts.get("body"), map(parts.get("params"))));
      context.put("util", new Util());
      context.put("stageVariables", map(parts.get("stageVariables")));
    }
    EventCartridge cartridge = new EventCartridge();
    cartridge.addEventHandler(new EmptyForUndefined());
    cartridge.attachToContext(context);
    return context;
  }

  /** JSON as plain Java lists and maps, whose lists print as Java's do. */
  private static Object plain(Object json) {
    if (json instanceof Map) return map(json);
    if (!(json instanceof List)) return json;
    List<Object> list = new java.util.ArrayList<>();
    for (Object item : (List<?>) json) list.add(plain(item));
    return list;
  }

  private static Map<String, Object> map(Object json) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (json instanceof Map) {
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) json).entrySet()) map.put((String) entry.getKey(), plain(entry.getValue()));
    }
    return map;
  }

  /** API Gateway's rule. */
  public static class EmptyForUndefined implements InvalidReferenceEventHandler {
    @Override
    public Object invalidGetMethod(Context context, String reference, Object object, String property, Info info) {
      return "";
    }

    @Override
    public boolean invalidSetMethod(Context context, String left, String right, Info info) {
      return false;
    }

    @Override
    public Object invalidMethod(Context context, String reference, Object object, String method, Info info) {
      return "";
    }
  }

  /** $input */
  public static class Input {
    private final String body;
    private final Map<String, Object> params = new LinkedHashMap<>();
    private final Object root;

    Input(String body, Map<String, Object> params) {
      this.body = body == null || body.isEmpty() ? "{}" : body;
      for (String name : new String[] {"path", "querystring", "header"}) this.params.put(name, map(params.get(name)));
      Object parsed = null;
      try {
        parsed = Configuration.defaultConfiguration().jsonProvider().parse(this.body);
      } catch (RuntimeException notJson) {
        // Then there is nothing to find.
      }
      root = parsed;
    }

    public String getBody() {
      return body;
    }

    public Object path(String path) {
      if (root == null) return null;
      try {
        return JsonPath.parse(root).read(path.startsWith("$") ? path : "$." + path);
      } catch (PathNotFoundException nowhere) {
        return null;
      }
    }

    public String json(String path) {
      Object value = path(path);
      if (value == null) return "\"\"";
      if (value instanceof String) return "\"" + JSONValue.escape((String) value, JSONStyle.LT_COMPRESS) + "\"";
      if (value instanceof Map) return JSONObject.toJSONString((Map<String, ?>) value, JSONStyle.LT_COMPRESS);
      if (value instanceof List) return JSONArray.toJSONString((List<?>) value, JSONStyle.LT_COMPRESS);
      return String.valueOf(value);
    }

    public Map<String, Object> params() {
      return params;
    }

    public Object params(String name) {
      for (Object map : params.values()) {
        Object value = ((Map<?, ?>) map).get(name);
        if (value != null) return value;
      }
      return "";
    }
  }

  /** $util */
  public static class Util {
    public String escapeJavaScript(Object value) {
      return value == null ? null : StringEscapeUtils.escapeJavaScript(String.valueOf(value));
    }

    public Object parseJson(String text) {
      Object value = Configuration.defaultConfiguration().jsonProvider().parse(text);
      return value instanceof Map || value instanceof List ? value : "";
    }

    public String urlEncode(String text) throws Exception {
      return URLEncoder.encode(text, "UTF-8");
    }

    public String urlDecode(String text) throws Exception {
      return URLDecoder.decode(text, "UTF-8");
    }

    public String base64Encode(String text) {
      return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    public String base64Decode(String text) {
      return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
    }
  }
}
