"""Made-up people and companies for the sample desk. No entry stands for a real one."""

from __future__ import annotations

from random import Random
from typing import Final

FAMILY: Final = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
)
MIDDLE: Final = ("Văn", "Thị", "Minh", "Ngọc", "Quang", "Thanh", "Hữu", "Đức", "Thu", "Kim", "Xuân", "Bảo")
GIVEN: Final = (
    "An",
    "Ân",
    "Bình",
    "Châu",
    "Dũng",
    "Đạt",
    "Giang",
    "Hà",
    "Hải",
    "Hạnh",
    "Hiếu",
    "Hòa",
    "Hùng",
    "Hương",
    "Khánh",
    "Lan",
    "Linh",
    "Long",
    "Mai",
    "Nam",
    "Nga",
    "Nhung",
    "Oanh",
    "Phúc",
    "Phượng",
    "Quân",
    "Quỳnh",
    "Sơn",
    "Tâm",
    "Thảo",
    "Thắng",
    "Thủy",
    "Trang",
    "Trung",
    "Tuấn",
    "Tùng",
    "Uyên",
    "Việt",
    "Vy",
    "Yến",
)
KIND: Final = (
    "Công ty TNHH",
    "Công ty CP",
    "Công ty CP Đầu tư",
    "Công ty TNHH Xây dựng",
    "Ban Quản lý dự án",
    "HTX",
)
BRAND: Final = (
    "An Phú",
    "Bình Minh",
    "Cửu Long",
    "Đại Phát",
    "Đông Á Mẫu",
    "Gia Hưng",
    "Hà Thành Mẫu",
    "Hòa Bình Mẫu",
    "Kim Long",
    "Long Hải",
    "Minh Khôi",
    "Nam Tiến",
    "Phú Quý",
    "Sao Mai Mẫu",
    "Tân Lập",
    "Thái Dương",
    "Thịnh Vượng",
    "Trường An",
    "Việt Tín",
    "Xuân Mai Mẫu",
)
STREET: Final = ("Hoa Sữa", "Bằng Lăng", "Ban Mai", "Cầu Mới", "Đồng Xanh", "Hồ Bắc", "Phố Mẫu")


def person(rng: Random) -> str:
    return f"{rng.choice(FAMILY)} {rng.choice(MIDDLE)} {rng.choice(GIVEN)}"


def company(rng: Random) -> str:
    return f"{rng.choice(KIND)} {rng.choice(BRAND)}"


def applicant(rng: Random) -> str:
    return company(rng) if rng.random() < 0.35 else person(rng)


def phone(rng: Random) -> str:
    """A number of the form that no operator gives out."""
    return f"0900 000 {rng.randrange(1000):03d}"


def address(rng: Random) -> str:
    return f"{rng.randrange(1, 200)} đường {rng.choice(STREET)}, phường Mẫu"


OFFICERS: Final = {
    "Phòng Quản lý xây dựng": ("Trần Minh Khoa", "Lê Thu Hà", "Phạm Quốc Việt"),
    "Phòng Quy hoạch, kiến trúc": ("Đỗ Ngọc Lan", "Vũ Thanh Sơn"),
    "Phòng Hạ tầng và vật liệu": ("Ngô Hữu Đạt", "Bùi Kim Oanh"),
    "Phòng Quản lý nhà, bất động sản": ("Hồ Xuân Tâm", "Dương Bảo Châu"),
}
