package io.ballast.server.web;

import io.ballast.server.platform.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;

/** Errors of Tomcat itself, such as a path that cannot be read, in the envelope instead of HTML. */
public final class EnvelopeErrorValve extends ErrorReportValve {

  /** Made by Tomcat. */
  public EnvelopeErrorValve() {
    setShowReport(false);
    setShowServerInfo(false);
  }

  @Override
  protected void report(Request request, Response response, Throwable throwable) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    AtomicBoolean allowed = new AtomicBoolean(false);
    response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, allowed);
    if (!allowed.get()) {
      return;
    }
    Reason reason =
        Arrays.stream(Reason.values())
            .filter(known -> known.status() == status)
            .findFirst()
            .orElse(status < 500 ? Reason.BAD_REQUEST : Reason.FAULT);
    byte[] body =
        Json.bytes(
            Envelope.error(
                reason,
                "a request that HTTP does not allow, the server could not read it",
                "check its first line, its headers and its length"));
    try {
      response.setContentType("application/json");
      response.setContentLength(body.length);
      OutputStream out = response.getOutputStream();
      out.write(body);
      response.finishResponse();
    } catch (IOException e) {
      // The client is gone.
    }
  }
}
