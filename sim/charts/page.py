"""A page: the figure of a chart, which a notebook shows by itself."""

from io import BytesIO

from matplotlib.figure import Figure
from PIL import Image

from sim.charts.style import in_style

DOTS_ON_SCREEN = 110
# Charts have few colours and their blends with white; a palette makes the picture a third of its size.
COLOURS = 256
# A notebook keeps its pictures inside it.
DOTS_IN_NOTEBOOK, COLOURS_IN_NOTEBOOK = 80, 64


class Page(Figure):
    """A figure that shows itself in a notebook, in the style it was drawn in, without pyplot or a magic word."""

    def _repr_png_(self) -> bytes:
        return small_png(self, DOTS_IN_NOTEBOOK, COLOURS_IN_NOTEBOOK)

    def _ipython_display_(self) -> None:
        # Where pyplot has been loaded, a notebook would otherwise draw every figure anew in the reader's own style.
        from IPython.display import Image as Shown
        from IPython.display import display

        display(Shown(self._repr_png_()))  # type: ignore[no-untyped-call]


@in_style
def small_png(figure: Figure, dots: int = DOTS_ON_SCREEN, colours: int = COLOURS) -> bytes:
    """A figure as a PNG with a palette, at so many dots an inch."""
    drawn, small = BytesIO(), BytesIO()
    figure.savefig(drawn, format="png", dpi=dots)
    Image.open(drawn).convert("RGB").quantize(colours, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()
