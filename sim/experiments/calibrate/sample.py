"""The posterior by sampling: NUTS on the same log density, in coordinates that the normal approximation made round.

References
----------
Hoffman & Gelman 2014, The No-U-Turn Sampler, JMLR 15; Vehtari et al. 2021, Rank-normalization, folding, and
localization: an improved R-hat, Bayesian Analysis 16.
"""

from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from numpy.typing import NDArray

from sim.core.errors import EntenteError
from sim.experiments.calibrate.fit import Estimate
from sim.experiments.calibrate.likelihood import log_density_of
from sim.experiments.calibrate.panel import Panel, Years

Numbers = NDArray[np.float64]


class Sampled(NamedTuple):
    """Draws of the posterior, and how far they can be relied on."""

    draws: Numbers  # (draw, number), chains one after the other
    effective: Numbers  # (number,): effective sample size
    r_hat: Numbers  # (number,): spread between chains against that within
    divergent: int


def sample(
    panel: Panel, first: int, last: int, around: Estimate, *, chains: int, draws: int, warm_up: int, seed: int
) -> Sampled:
    """Sample the posterior of some years of a panel.

    Parameters
    ----------
    panel, first, last
        As for `estimate`.
    around
        The normal approximation, which gives the coordinates.
    chains, draws, warm_up, seed
        Of the sampler; `draws` and `warm_up` are of each chain.

    Raises
    ------
    EntenteError
        NumPyro is not installed.
    """
    try:
        import numpyro
        from numpyro.diagnostics import effective_sample_size, split_gelman_rubin
        from numpyro.distributions import Normal
        from numpyro.infer import MCMC, NUTS, init_to_value
    except ImportError:
        raise EntenteError("--method nuts needs NumPyro: pip install 'entente-sim[calibrate]'") from None
    mode, root = jnp.asarray(around.mode), jnp.asarray(np.linalg.cholesky(around.covariance))
    counted = tuple(jnp.where((group.year >= first) & (group.year <= last), 1.0, 0.0) for group in panel.groups)

    def model(groups: tuple[Years, ...], weights: tuple[Array, ...], places: Array) -> None:
        round_ = numpyro.sample("u", Normal(0, 1).expand([len(mode)]).to_event(1).mask(False))
        numpyro.factor("posterior", log_density_of(groups, weights, places, mode + root @ round_))

    kernel = NUTS(model, init_strategy=init_to_value(values={"u": jnp.zeros(len(mode))}), max_tree_depth=7)
    run = MCMC(
        kernel, num_warmup=warm_up, num_samples=draws, num_chains=chains, chain_method="sequential",
        progress_bar=False, jit_model_args=True,
    )  # fmt: skip
    run.run(
        jax.random.PRNGKey(seed), panel.groups, counted, jnp.asarray(panel.instruments), extra_fields=("diverging",)
    )
    u = np.asarray(run.get_samples(group_by_chain=True)["u"])
    theta = around.mode + u @ np.linalg.cholesky(around.covariance).T
    return Sampled(
        theta.reshape(-1, len(mode)),
        np.asarray(effective_sample_size(theta)),
        np.asarray(split_gelman_rubin(theta)),
        int(np.asarray(run.get_extra_fields()["diverging"]).sum()),
    )
