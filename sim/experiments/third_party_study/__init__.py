"""Third-party study: after j and k agree something visible, do states that fear k cool towards j?"""

from sim.experiments.third_party_study.study import ThirdPartyStudy, third_party_study

__all__ = ["ThirdPartyStudy", "third_party_study"]
