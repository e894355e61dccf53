package bench;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;

/** Forwards everything to the port on this machine that the system property {@code backend} names. */
@SpringBootApplication
public class GatewayMain {
    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(GatewayMain.class);
        application.setDefaultProperties(
                Map.of("server.port", "0", "server.address", "127.0.0.1", "server.max-http-request-header-size", "16KB"));
        application.addListeners((WebServerInitializedEvent started) ->
                System.out.println("ready " + started.getWebServer().getPort()));
        application.run(arguments);
    }

    @Bean
    RouteLocator routes(RouteLocatorBuilder routes) {
        return routes.routes()
                .route(route -> route.path("/**").uri("http://127.0.0.1:" + System.getProperty("backend")))
                .build();
    }
}
