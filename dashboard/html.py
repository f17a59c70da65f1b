"""HTML elements: a tree of them is a page, written once by `plain_html`.

They are made like Dash's own and named like them, but hold nothing for a browser to keep: a page
has thousands, and one of Dash's takes twenty times as long to make.
"""

from typing import Any


class Component:
    """An element: what stands in it, and its attributes under their names."""

    __slots__ = ("__dict__", "written")
    children: Any
    written: str | None
    """Its HTML, where it stands on many pages (`remembered`); empty until it was first written."""

    def __init__(self, children: object = None, **attributes: Any) -> None:
        self.__dict__ = attributes
        self.children = children
        self.written = None

    def __repr__(self) -> str:
        return f"{type(self).__name__}({vars(self)!r})"


class A(Component):
    """`<a>`."""


class Article(Component):
    """`<article>`."""


class Blockquote(Component):
    """`<blockquote>`."""


class Br(Component):
    """`<br>`."""


class Button(Component):
    """`<button>`."""


class Caption(Component):
    """`<caption>`."""


class Code(Component):
    """`<code>`."""


class Dd(Component):
    """`<dd>`."""


class Details(Component):
    """`<details>`."""


class Div(Component):
    """`<div>`."""


class Dl(Component):
    """`<dl>`."""


class Dt(Component):
    """`<dt>`."""


class Fieldset(Component):
    """`<fieldset>`."""


class Figcaption(Component):
    """`<figcaption>`."""


class Figure(Component):
    """`<figure>`."""


class Footer(Component):
    """`<footer>`."""


class Form(Component):
    """`<form>`."""


class H1(Component):
    """`<h1>`."""


class H2(Component):
    """`<h2>`."""


class H3(Component):
    """`<h3>`."""


class H4(Component):
    """`<h4>`."""


class Header(Component):
    """`<header>`."""


class Input(Component):
    """`<input>`."""


class Label(Component):
    """`<label>`."""


class Legend(Component):
    """`<legend>`."""


class Li(Component):
    """`<li>`."""


class Main(Component):
    """`<main>`."""


class Nav(Component):
    """`<nav>`."""


class Ol(Component):
    """`<ol>`."""


class Optgroup(Component):
    """`<optgroup>`."""


class Option(Component):
    """`<option>`."""


class P(Component):
    """`<p>`."""


class Pre(Component):
    """`<pre>`."""


class Section(Component):
    """`<section>`."""


class Select(Component):
    """`<select>`."""


class Span(Component):
    """`<span>`."""


class Strong(Component):
    """`<strong>`."""


class Summary(Component):
    """`<summary>`."""


class Table(Component):
    """`<table>`."""


class Tbody(Component):
    """`<tbody>`."""


class Td(Component):
    """`<td>`."""


class Textarea(Component):
    """`<textarea>`."""


class Th(Component):
    """`<th>`."""


class Thead(Component):
    """`<thead>`."""


class Tr(Component):
    """`<tr>`."""


class Ul(Component):
    """`<ul>`."""
