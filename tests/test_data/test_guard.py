"""The guard finds what must not be loaded, and leaves a city's own text alone."""

import ipaddress
import json
import os
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data import guard
from data.errors import SensitiveDataError

RIO = Path(
    os.environ.get("PENUMBRA_RIO_ROOT")
    or Path(__file__).parents[3] / "shared" / "data" / "rio" / "raw"
)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("rtsp://admin:tlJwpbo6@cam.example.org/1", [guard.URL_CREDENTIAL]),
        ("rtsp://admin:p@ss#1@10.1.2.3:554/h264", [guard.URL_CREDENTIAL, guard.PRIVATE_ADDRESS]),
        ("HTTPS://a:b@example.org", [guard.URL_CREDENTIAL]),
        ("s3+x://:secreto@bucket", [guard.URL_CREDENTIAL]),
        ("admin:admin123@200.20.53.8", [guard.URL_CREDENTIAL]),
        ("senha=abc", [guard.SECRET]),
        ("Senha: gato2", [guard.SECRET]),
        ('{"password" : "hunter2"}', [guard.SECRET]),
        ("user=admin_password=tlJw_channel=1", [guard.SECRET]),
        ("API_KEY = 'abc123'", [guard.SECRET]),
        ("token: 9f8e7d6c", [guard.SECRET]),
        ("https://x.org/video?key=abcd1234", [guard.SECRET]),
        ("Authorization: Basic YWRtaW46", [guard.SECRET]),
        ("-----BEGIN OPENSSH PRIVATE KEY-----", [guard.SECRET]),
        ("AKIAIOSFODNN7EXAMPLE", [guard.SECRET]),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", [guard.SECRET]),
        ("IP 10.52.1.2", [guard.PRIVATE_ADDRESS]),
        ("ip10.52.1.2", [guard.PRIVATE_ADDRESS]),
        ("gravador 192.168.001.010", [guard.PRIVATE_ADDRESS]),
        ("at 172.31.0.9.", [guard.PRIVATE_ADDRESS]),
        ("http://127.0.0.1:8050/", [guard.PRIVATE_ADDRESS]),
        ("169.254.7.7", [guard.PRIVATE_ADDRESS]),
        ("[fd12:3456::1]", [guard.PRIVATE_ADDRESS]),
        ("fc00::", [guard.PRIVATE_ADDRESS]),
        ("joao@prefeitura.rio", [guard.EMAIL]),
        ("joao [at] prefeitura.rio", [guard.EMAIL]),
        ("joão＠prefeitura.rio", [guard.EMAIL]),
        ("+55 21 98765-4321", [guard.PHONE]),
        ("+55 (21) 98765\u20114321", [guard.PHONE]),
        ("+5521987654321", [guard.PHONE]),
        ("(21)98765-4321", [guard.PHONE]),
        ("(021) 2345-6789", [guard.PHONE]),
        ("(0xx21) 2345-6789", [guard.PHONE]),
        ("(21)\u00a02345\u20136789", [guard.PHONE]),
        ("21 98765-4321", [guard.PHONE]),
        ("21 9 8765 4321", [guard.PHONE]),
        ("21 2345-6789", [guard.PHONE]),
        ("falar com 98765-4321", [guard.PHONE]),
        ("tel.: 2345-6789", [guard.PHONE]),
        ("meu zap é 21987654321", [guard.PHONE]),
        ("call me on 020 7946 0958", [guard.PHONE]),
        ("Maria mora aqui 21987654321", [guard.PHONE]),
        ("+351 912 345 678", [guard.PHONE]),
        ("+1 415 555 2671", [guard.PHONE]),
        ("(415) 555-2671", [guard.PHONE]),
        ("0044 20 7946 0958", [guard.PHONE]),
        ("+33.1.23.45.67.89", [guard.PHONE]),
        ("هاتف +٩٧١ ٥٠ ١٢٣ ٤٥٦٧", [guard.PHONE]),
        ("529.982.247-25", [guard.NATIONAL_ID]),
        ("CPF:529982247-25", [guard.NATIONAL_ID]),
        ("moradora, CPF 11144477735", [guard.NATIONAL_ID]),
        ("(21) 98765-4321 e ana@x.org", [guard.EMAIL, guard.PHONE]),
    ],
)
def test_finds(text: str, kinds: list[str]) -> None:
    assert guard.kinds_in(text) == tuple(kinds)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "estr. grajaú/jpa - alt. km 4,5 - eng. novo - sent. grajaú",
        "AV. PRES. VARGAS X RUA 1º DE MARÇO",
        "Av. Brasil, 4500-4600",
        "de 2019-2023 e 2022–2024",
        "em 12 2019-2023",
        "AV. RADIAL OESTE, 2088-2092 - FIXA",
        "RUA 24 2300-2450",
        "BRT linha 21 2022-2023",
        "10:45:32+00:00",
        "2024-03-05T22:52:50.918863+00:00",
        "2023-11-21 2023-11-22",
        "telefone público visto em 2023-11-21",
        "-22.900259,-43.177031",
        "-22.9002 -43.1770",
        "+22.9068-043.1729/",
        "+676837.61 +7464889.62",
        "POINT(-43.17703123 -22.90025912)",
        "evento 105336",
        "chamado 16725889",
        "1746 call 16725889",
        "cell 10453321",
        "21987654321",
        "52998224725",
        "529982247-26",
        "protocolo 52998224725",
        "protocolo nº 21987654321",
        "1001O00006C0",
        "330455705152",
        "88a8a06503fffff",
        "v10.0.0.1",
        "firmware 10.1.2.3",
        "versão 10.0.1.2",
        "orçamento de R$ 10.123.101.250",
        "8.8.8.8",
        "172.32.0.1",
        "10.300.1.1",
        "1.10.0.0.1",
        "duckdb 1.5.5",
        "1.345.017 moradores",
        "1 345 017 of 6 211 223 residents",
        "Defesa Civil 199, 0800 282 1234",
        "tel. 0800 282 1234",
        "CEP 20040-020",
        "Seattle, WA 98101-1234",
        "12.345.678/0001-95",
        "111.111.111-11",
        "a senha: não informada",
        "password: unknown",
        "The token: it should go",
        "the secret of a good map",
        "http://example.org:8080/maps/@-22.9,-43.1",
        "http://example.org/?page=2&channel=1",
        "@prefeitura_rio",
        "5 @ 3",
        "12::30",
    ],
)
def test_leaves_alone(text: str) -> None:
    assert guard.kinds_in(text) == ()


def test_the_error_says_where_what_and_how_often_but_never_the_value() -> None:
    values = ["centro", None, "ana@x.org", "ana@x.org", "(21) 98765-4321", float("nan"), pd.NA]
    with pytest.raises(SensitiveDataError) as caught:
        guard.inspect(values, place="cameras.csv, column `nome`")
    message = str(caught.value)
    assert "cameras.csv, column `nome`" in message
    assert f"{guard.EMAIL} in 2 rows" in message
    assert f"{guard.PHONE} in 1 row;" in message
    assert "ana" not in message
    assert "98765" not in message


def test_many_short_texts_pass() -> None:
    places = pd.Series([f"Rua {n}, {n % 900} - km {n % 40},5" for n in range(20_000)])
    guard.inspect(places, place="places.csv, column `name`")
    with pytest.raises(SensitiveDataError, match="in 1 row"):
        guard.inspect([*places, "ana@x.org"], place="places.csv, column `name`")


@pytest.mark.parametrize(
    "piece", ["a", "1 ", "1.", "a:", "a@", "@a.", "://a:", "password: ", "(21) ", "tel 1 ", "f:"]
)
def test_a_long_text_does_not_hang_it(piece: str) -> None:
    assert isinstance(guard.kinds_in(piece * 20_000), tuple)


# What cities write, made at random.

_WORDS = st.sampled_from(["", "evento ", "Rua das Flores, ", "km ", "setor ", "alt. nº "])
_LATITUDES = st.floats(-90, 90)
_LONGITUDES = st.floats(-180, 180)


@given(_LATITUDES, _LONGITUDES, st.integers(1, 8), st.sampled_from([", ", " ", ",", ";", " / "]))
def test_coordinates_pass(latitude: float, longitude: float, digits: int, between: str) -> None:
    assert guard.kinds_in(f"{latitude:.{digits}f}{between}{longitude:.{digits}f}") == ()
    assert guard.kinds_in(f"POINT ({longitude:.{digits}f} {latitude:.{digits}f})") == ()


@given(
    st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2040, 12, 31)),  # noqa: DTZ001
    st.sampled_from(
        ["%Y-%m-%d", "%d/%m/%Y", "%Y-%m-%dT%H:%M:%S.%f+00:00", "%d.%m.%Y %H:%M", "%H:%M:%S-03:00"]
    ),
    st.sampled_from(["", "fechado em ", "até "]),
)
def test_dates_and_times_pass(at: datetime, written: str, before: str) -> None:
    assert guard.kinds_in(before + at.strftime(written)) == ()
    assert guard.kinds_in(f"{before}{at:%Y-%m-%d %H:%M} {at:%Y-%m-%d %H:%M}") == ()


@given(_WORDS, st.integers(0, 10**9 - 1), st.sampled_from(["", ", bloco 2", " - centro", " a 120"]))
def test_identifiers_and_house_numbers_pass(before: str, number: int, after: str) -> None:
    assert guard.kinds_in(f"{before}{number}{after}") == ()
    assert guard.kinds_in(f"{before}{number:08d}") == ()


@given(st.integers(0, 10**16))
def test_a_column_of_bare_numbers_passes_whatever_their_length(number: int) -> None:
    assert guard.kinds_in(str(number)) == ()


@given(st.integers(0, 10**10 - 1))
def test_figures_in_thousands_pass(number: int) -> None:
    for separator in (" ", ".", ",", "\u202f"):
        assert guard.kinds_in(f"{number:,} residents".replace(",", separator)) == ()


@given(st.integers(1900, 2040), st.integers(1900, 2040), st.sampled_from("-–"))
def test_spans_of_years_pass(first: int, last: int, dash: str) -> None:
    assert guard.kinds_in(f"rua 21, {first}{dash}{last}") == ()
    assert guard.kinds_in(f"linha 21 {first}{dash}{last}") == ()


# What must never pass, planted at random.

_AROUND = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30)


@given(_AROUND, st.emails(), _AROUND)
@example("contato:", "a@b.c.d.e.f.g.h.i.j.k.com", "!")
def test_a_planted_email_is_found(before: str, email: str, after: str) -> None:
    assert guard.EMAIL in guard.kinds_in(f"{before} {email} {after}")


@given(_AROUND, st.integers(11, 99), st.integers(4000_0000, 9999_9999), _AROUND)
def test_a_planted_mobile_number_is_found(before: str, area: int, number: int, after: str) -> None:
    area = area if area % 10 else area + 1
    written = f"({area}) 9{number // 10_000}-{number % 10_000:04d}"
    assert guard.PHONE in guard.kinds_in(f"{before} {written} {after}")


@given(
    st.one_of(
        *(
            st.ip_addresses(network=network)
            for network in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8")
        ),
        st.ip_addresses(network="169.254.0.0/16"),
        st.ip_addresses(network="fc00::/7"),
    )
)
def test_a_private_address_is_found(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    assert guard.PRIVATE_ADDRESS in guard.kinds_in(f"gravador {address} no rack")
    assert guard.PRIVATE_ADDRESS in guard.kinds_in(f"rtsp://{address}/1")


@given(st.ip_addresses(v=4).filter(lambda a: a.is_global))
def test_a_public_address_is_no_private_one(address: ipaddress.IPv4Address) -> None:
    assert guard.PRIVATE_ADDRESS not in guard.kinds_in(str(address))


@given(st.lists(st.integers(0, 9), min_size=9, max_size=9).filter(lambda d: len(set(d)) > 1))
def test_only_the_true_check_digits_make_a_national_id(digits: list[int]) -> None:
    base = "".join(map(str, digits))
    written = f"{base[:3]}.{base[3:6]}.{base[6:]}-"
    accepted = [n for n in range(100) if guard.kinds_in(f"{written}{n:02d}")]
    assert accepted == [_check_digits(base)]


def _check_digits(base: str) -> int:
    """The rule in its usual words: 11 minus the remainder, and 0 where that is 10 or more."""
    for first_weight in (10, 11):
        total = sum(
            weight * int(d) for weight, d in zip(range(first_weight, 1, -1), base, strict=True)
        )
        rest = total % 11
        base += str(0 if rest < 2 else 11 - rest)
    return int(base[-2:])


# What Rio writes.


@pytest.mark.rio
@pytest.mark.skipif(not RIO.is_dir(), reason=f"the data of Rio does not lie in {RIO}")
@pytest.mark.parametrize(
    ("file", "columns"),
    [
        ("bairros_166.geojson", ["nome", "ra", "regiao_adm", "rp"]),
        ("favelas_2022.geojson", ["nome", "complexo", "bairro", "upp"]),
        ("cameras_cor_2023-11.csv", ["id_camera", "nome", "zona", "localidade", "instalada_em"]),
        ("ocorrencias_cor_2023-06_2024-03.csv", ["bairro", "pop_titulo", "descricao", "id_evento"]),
        ("chamados_1746_amostra_2011-09.csv.gz", ["tipo", "subtipo", "categoria", "id_chamado"]),
        ("chamados_1746_ruido_2022_2024_e_dia_2023-04-01.csv.gz", ["tipo", "id_chamado"]),
        ("estacoes_alertario.csv", ["estacao", "endereco", "situacao"]),
        ("estacoes_websirene.csv", ["estacao"]),
        ("estacoes_cemaden.csv", ["estacao"]),
        ("estacoes_inea.csv", ["estacao", "bacia", "altitude"]),
        ("sirenes_defesa_civil_2026-05.csv", ["sirene", "x_31983", "y_31983"]),
        ("pontos_supervisionados_alagamento_2023.csv", ["descricao", "sub_bacia"]),
        ("pontos_criticos_alagamento_58.csv", ["endereco", "address", "Obs", "id_h3"]),
        ("gtfs_paradas_2022.csv", ["stop_id", "stop_name"]),
        ("renda_faixas_bairro_censo2010.csv", ["bairro", "cod_ibge_bairro_2010"]),
    ],
)
def test_nothing_of_rio_is_refused(file: str, columns: list[str]) -> None:
    table = _read(RIO / file)
    for column in columns:
        values = table[column].dropna()
        assert len(values) > 0
        guard.inspect(values, place=f"{file}, column `{column}`")


def _read(path: Path) -> pd.DataFrame:
    if path.suffix != ".geojson":
        return pd.read_csv(path, dtype=str)
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return pd.DataFrame([feature["properties"] for feature in features])
