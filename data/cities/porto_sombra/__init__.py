"""Porto Sombra, an invented city with planted biases of known size.

Nothing in it is real: it lies in the open Atlantic, where no city is. It is what `penumbra serve`
opens on a fresh machine, and the truth that audits are tested against.
"""
