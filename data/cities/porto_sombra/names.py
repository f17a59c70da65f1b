"""Invented place names. They sound like places; none of them names a person."""

from collections.abc import Iterable

REGIONS: dict[str, tuple[tuple[float, float], ...]] = {
    "Centro": ((0.2, -0.7), (-1.2, 0.7), (-1.7, -0.5), (2.4, -1.2)),
    "Orla": ((5.3, -0.9), (4.2, -3.2), (0.6, -4.3), (-1.9, -4.9)),
    "Poente": ((-4.8, -6.6), (-8.0, -7.2), (-12.4, -8.2), (-14.6, -8.6)),
    "Serra": ((-5.6, -3.5), (-10.2, -3.5), (-2.6, -2.9)),
    "Subúrbio": ((-3.8, 1.5), (-3.2, 3.8), (-6.2, 0.6), (-5.0, 5.4)),
    "Baía": ((0.6, 4.6), (4.0, 3.6), (1.4, 7.9), (-1.0, 5.8)),
    "Norte": ((-4.2, 9.8), (-1.0, 12.4), (2.4, 11.6)),
    "Nordeste": ((7.6, 8.6), (6.0, 13.0), (10.0, 12.0), (7.7, 2.8)),
    "Noroeste": ((-9.6, 8.6), (-13.0, 8.0), (-8.6, 5.0)),
    "Oeste": ((-11.6, 1.2), (-14.6, 2.0), (-14.4, -4.2)),
}
"""Region -> points (km east and north of the old harbour); an area belongs to the nearest one."""

_AREAS: dict[str, tuple[str, ...]] = {
    "Centro": (
        "Cais Velho", "Largo do Sal", "Alfândega", "Ladeira das Ostras", "Praça da Maré", "Arsenal",
        "Mercado", "Rua do Breu", "Cordoaria", "Estação", "Campo da Pólvora", "Chafariz", "Ribeira",
        "Armazéns", "Sé Velha", "Passagem", "Trapiche", "Aterro", "Ponte Nova", "Caiçara",
        "Beco da Lua", "Largo das Palmas", "Rossio", "Moinho", "Fonte Fria", "Tanoaria",
    ),
    "Orla": (
        "Praia da Lanterna", "Ponta do Farol", "Enseada Clara", "Areias", "Maresia", "Mirante",
        "Praia das Conchas", "Jardim Oceano", "Pedra Alta", "Calçadas", "Gaivotas", "Cabo Sereno",
        "Praia Longa", "Arrecife", "Brisa", "Amendoeiras", "Coqueiral", "Vista Larga", "Terraço",
        "Alto da Enseada", "Fortaleza", "Marinas", "Boa Vaga", "Solar do Mar", "Rochedo",
        "Espraiado", "Pedra do Sino", "Costa Azul", "Ponta das Canoas", "Largo da Âncora",
    ),
    "Poente": (
        "Lagoa Serena", "Restinga", "Praia Grande do Sul", "Juncal", "Garças", "Boca da Lagoa",
        "Canal Novo", "Pitangueiras", "Dunas", "Recanto da Lagoa", "Salinas", "Ilha Seca",
        "Taboas", "Ponta do Junco", "Aguapé", "Cajueiros", "Areal", "Orla Nova",
        "Barra do Poente", "Camboa", "Mangue Alto", "Praia do Poente", "Vargem Funda", "Tabuleiro",
        "Brejal", "Porto das Redes", "Pedra Torta", "Curral Falso", "Ponta Rasa", "Capim Doce",
        "Sítio do Rio", "Pontal", "Guriri", "Varjão",
    ),
    "Serra": (
        "Alto da Serra", "Grota Escura", "Mata Fechada", "Cascata", "Vale das Bromélias",
        "Pedreira", "Água Limpa", "Encosta", "Caminho da Serra", "Boqueirão", "Pico da Sombra",
        "Ladeira Grande", "Samambaias", "Horto", "Neblina", "Garganta", "Represa", "Cruzeiro",
        "Morro Redondo", "Mirador", "Jequitibás", "Pau-Ferro",
    ),
    "Subúrbio": (
        "Engenho Velho", "Oficinas", "Vila Operária", "Tecelagem", "Cancela", "Olaria de Baixo",
        "Parada do Trem", "Quilômetro Sete", "Pau d'Arco", "Fundição", "Caju Doce", "Vila Ferro",
        "Ramal", "Entroncamento", "Mangueiral", "Curtume", "Largo da Feira", "Rio Curto",
        "Encruzilhada", "Vila da Fábrica", "Terra Vermelha", "Bica", "Capão", "Bom Começo",
        "Chácara do Sol", "Ponte de Tábua", "Alto da Caixa d'Água", "Barreira", "Cachoeirinha",
        "Caldeira", "Figueira", "Juazeiro", "Linha do Vale", "Quatro Ventos",
    ),
    "Baía": (
        "Ilha da Vela", "Ilhota", "Ostreira", "Estaleiro", "Mangue Seco", "Ponta da Baía", "Gamboa",
        "Praia do Lodo", "Caranguejo", "Boca do Rio", "Jurubá", "Canal do Meio", "Praia da Bica",
        "Cocal", "Docas", "Ribeirinha", "Maré Alta", "Remanso", "Carpintaria", "Rampa", "Guincho",
        "Sambaqui", "Porto Novo", "Travessão", "Baixio", "Quebra-Mar", "Salga", "Veleiros",
    ),
    "Norte": (
        "Campo Largo", "Novo Horizonte", "Siriema", "Rio das Varas", "Jardim Esperança", "Aldeota",
        "Vila Progresso", "Três Pontes", "Barro Branco", "Parque das Acácias", "Cajazeira",
        "Granja Velha", "Lote Quinze", "Alto Alegre", "Capivari do Norte", "Jardim Aurora",
        "Cidade Nova", "Campo Seco", "Fazenda Nova", "Guaraíba", "Taquaral", "Vargem do Boi",
    ),
    "Nordeste": (
        "Cabo Norte", "Ilha das Cabras", "Pedra Furada", "Enseada do Norte", "Refinaria", "Retorno",
        "Vila dos Pescadores", "Piraí do Mar", "Farol Velho", "Maruim", "Ponta do Mangue",
        "Praia Brava", "Catavento", "Estrada do Cabo", "Saco do Barco", "Ouricuri", "Rio Salgado",
        "Areia Preta", "Itaperi", "Morada do Norte", "Porto de Trás", "Campo do Vento",
    ),
    "Noroeste": (
        "Serra Negra", "Pedra Lascada", "Jardim Primavera", "Lote Velho", "Campina", "Matadouro",
        "Barro Vermelho", "Vila Nova do Norte", "Córrego Fundo", "Parque Planalto", "Cascalho",
        "Rancho Fundo", "Buriti", "Jardim das Pedras", "Alto do Cascalho", "Boi Manso",
        "Grotão", "Tanque Novo", "Estrada Velha", "Cerrado",
    ),
    "Oeste": (
        "Boa Safra", "Campo do Meio", "Sertãozinho", "Vila Palmito", "Jardim Palmeira", "Retiro",
        "Quilombo de Cima", "Água Branca", "Parque Industrial", "Realejo", "Jardim do Oeste",
        "Demora", "Velho Oeste", "Gravatá", "Umbuzeiro", "Carobinha", "Mandioca",
        "Bangalô", "Coqueiros", "Lavoura", "Estrada do Gado", "Vila do Trevo",
    ),
}  # fmt: skip
_KINDS = ("Jardim", "Vila", "Parque")
_OF = (
    "das Mangueiras", "do Ipê", "da Colina", "das Hortênsias", "do Bosque", "da Lua Nova",
    "dos Girassóis", "da Serrinha", "do Lago", "das Andorinhas", "da Paz", "do Trigo",
    "das Laranjeiras", "do Carvalho", "dos Jasmins",
)  # fmt: skip
_SETTLEMENTS = (
    "Morro do Vento", "Escadinha", "Ladeira do Céu", "Pedra Rachada", "Morro da Caixa",
    "Beira-Trilho", "Grota do Mel", "Mangue de Cima", "Palafitas", "Alto do Mirante",
    "Vila Resistência", "Morro da Bananeira", "Chapadão", "Buraco Quente",
    "Morro do Papagaio", "Chão de Estrelas", "Barreiro", "Beco Comprido", "Vila União",
    "Morro da Lenha", "Terra Prometida", "Lagartixa", "Pantanal", "Canta Cedo",
    "Morro do Sabiá", "Beira-Rio", "Ocupação Aurora", "Parque da Amizade", "Sapê", "Morro do Tatu",
    "Vila do Mangue", "Curva do S", "Trincheira", "Morro da Pipa", "Encosta Verde", "Vila Sossego",
    "Pedra da Onça", "Riacho Doce", "Morro do Mico", "Vila Esperança",
)  # fmt: skip
UNCOUNTED = "Alto do Silêncio"
"""The settlement that no census has counted."""


def area_names(regions: Iterable[str]) -> list[str]:
    """One name for each area, given its region; no name twice."""
    left = {region: iter(names) for region, names in _AREAS.items()}
    spare = (f"{kind} {of}" for of in _OF for kind in _KINDS)
    return [next(left[region], None) or next(spare) for region in regions]


def settlement_names(count: int) -> list[str]:
    """`count` names of settlements, the uncounted one last."""
    return [*_SETTLEMENTS[: count - 1], UNCOUNTED]
