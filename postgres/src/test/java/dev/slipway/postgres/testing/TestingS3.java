package dev.slipway.postgres.testing;

import dev.slipway.kit.ByteSize;
import dev.slipway.postgres.s3.Patience;
import dev.slipway.postgres.s3.S3Login;
import dev.slipway.postgres.s3.S3Place;
import dev.slipway.postgres.s3.S3Store;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobApiMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;

/** An S3 server that checks signatures and keeps everything in memory. */
public final class TestingS3 implements AutoCloseable {
  public static final String BUCKET = "backups";
  private static final S3Login LOGIN = S3Login.of("testing-key", "testing-secret");

  private final BlobStoreContext context;
  private final S3Proxy server;

  private TestingS3() throws Exception {
    context =
        ContextBuilder.newBuilder(new TransientNio2BlobApiMetadata())
            .credentials(LOGIN.accessKey(), LOGIN.secretKey())
            .build(BlobStoreContext.class);
    context.getBlobStore().createContainerInLocation(null, BUCKET);
    server =
        S3Proxy.builder()
            .blobStore(context.getBlobStore())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, LOGIN.accessKey(), LOGIN.secretKey())
            .build();
    server.start();
  }

  public static TestingS3 start() throws Exception {
    return new TestingS3();
  }

  public int port() {
    return server.getPort();
  }

  public S3Store store(String prefix) {
    return store(port(), prefix);
  }

  /** The same storage, reached by another port. */
  public S3Store store(int port, String prefix) {
    return store(place(port, prefix), LOGIN);
  }

  public static S3Place place(int port, String prefix) {
    return new S3Place(URI.create("http://127.0.0.1:" + port), "us-east-1", BUCKET, prefix);
  }

  /** Gives up on a stall soon, and tries often. */
  public static S3Store store(S3Place place, S3Login login) {
    var patience =
        new Patience(
            Duration.ofSeconds(2),
            ByteSize.ofMebibytes(4),
            40,
            Duration.ofMillis(5),
            Duration.ofMillis(50));
    return new S3Store(place, login, patience, InstantSource.system());
  }

  @Override
  public void close() throws Exception {
    server.stop();
    context.close();
  }
}
