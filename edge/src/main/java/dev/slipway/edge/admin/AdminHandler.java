package dev.slipway.edge.admin;

import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.protocol.edge.EdgeJson;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;

/** One request over the admin socket; the connection ends with its answer. */
final class AdminHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger LOG = System.getLogger(AdminHandler.class.getName());

  private final AdminAnswers answers;

  AdminHandler(AdminAnswers answers) {
    this.answers = answers;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    var reply = reply(request);
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(reply.status()),
            Unpooled.copiedBuffer(reply.text(), StandardCharsets.UTF_8));
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, reply.type());
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
    context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  private AdminAnswers.Reply reply(FullHttpRequest request) {
    try {
      var asked = new QueryStringDecoder(request.uri());
      return answers.answer(
          request.method().name(),
          asked.path(),
          asked.parameters(),
          request.content().toString(StandardCharsets.UTF_8));
    } catch (ProblemException e) {
      return refusal(e.problem());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a request over the admin socket failed", e);
      return refusal(
          Problem.of(Problem.Kind.BUG, "SLIP-4013", "edge failed at this request: " + e, ""));
    }
  }

  private static AdminAnswers.Reply refusal(Problem problem) {
    return new AdminAnswers.Reply(
        problem.kind().httpStatus(), "application/json", EdgeJson.write(problem));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.log(Level.DEBUG, "a connection to the admin socket broke", cause);
    context.close();
  }
}
