package dev.slipway.postgres.mask;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MAIL         | anna.schmidt@firma.de
          MAIL         | please write to Anna <anna+x@mail.example.co.uk>, thanks
          CARD         | 4111 1111 1111 1111
          CARD         | paid with 5555555555554444 today
          CARD         | 378282246310005
          PHONE        | +49 170 1234567
          PHONE        | call (030) 901820 after six
          PHONE        | 0171/1234567
          PHONE        | 555-867-5309
          BANK_ACCOUNT | DE89 3704 0044 0532 0130 00
          BANK_ACCOUNT | GB29NWBK60161331926819
          KEY          | AKIAIOSFODNN7EXAMPLE
          KEY          | $2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW
          KEY          | -----BEGIN RSA PRIVATE KEY-----
          """)
  void readsAsWhatItIs(Personal kind, String value) {
    assertThat(Personal.find(value)).contains(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-05-01 10:20:30.123456+02",
        "2024-05-01T10:20:30Z",
        "550e8400-e29b-41d4-a716-446655440000",
        "127.0.0.1:5432",
        "1732192800000",
        "4111 1111 1111 1112",
        "ORDER-2024-000123",
        "12345678",
        "1234.5678",
        "DE00370400440532013000",
        "0a1b2c3d4e5f@masked.invalid",
        "+99901234567890",
        "Takomi Relasu",
        "v18.0.1-20240501123456"
      })
  void isNobodys(String value) {
    assertThat(Personal.find(value)).isEmpty();
  }
}
